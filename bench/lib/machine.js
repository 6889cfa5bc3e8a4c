// Says what the numbers were measured on.
import { readFileSync, statfsSync } from 'node:fs'
import os from 'node:os'

const fileSystems = new Map([
  [0xef53, 'ext4'],
  [0x01021994, 'tmpfs'],
  [0x794c7630, 'overlayfs'],
  [0x9123683e, 'btrfs'],
  [0x58465342, 'xfs'],
])

/** The name that a Linux distribution gives itself; elsewhere what the kernel says. */
function systemName() {
  try {
    const named = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))
    if (named?.[1]) return named[1]
  } catch {
    // no Linux
  }
  return `${os.type()} ${os.release()}`
}

/**
 * @param {string} browserVersion
 * @param {string} folder where the test folders lie
 */
export function describeMachine(browserVersion, folder) {
  const cpus = os.cpus()
  const fs = fileSystems.get(statfsSync(folder).type)
  return [
    `${cpus[0]?.model.trim() ?? os.arch()}, ${cpus.length} cores`,
    `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    systemName(),
    ...(fs === undefined ? [] : [`folders on ${fs}`]),
    `Chromium ${browserVersion}`,
    `Node ${process.versions.node}`,
  ].join(', ')
}

/** How busy the machine is with other work: above half a core, numbers of the clock mean little. */
export function loadOfMachine() {
  return os.loadavg()[0] ?? 0
}
