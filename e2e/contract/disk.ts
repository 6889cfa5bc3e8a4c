// Does to a folder of the disk what a contract case asks for, as another program would.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { DiskChange } from './page/page.ts'

/** Half surrogates stand for bytes that are no UTF-8: U+DC80 + n for the byte 0x80 + n. */
function encode(place: string): Buffer {
  const parts = place
    .split(/([\udc80-\udcff])/u)
    .map((part) =>
      /^[\udc80-\udcff]$/u.test(part)
        ? Buffer.from([part.charCodeAt(0) - 0xdc00])
        : Buffer.from(part),
    )
  return Buffer.concat(parts)
}

export function changeDisk(top: string, change: DiskChange): void {
  const place = path.join(top, change.path)
  switch (change.do) {
    case 'write':
      for (const [file, content] of change.files) {
        fs.mkdirSync(encode(path.dirname(path.join(place, file))), { recursive: true })
        fs.writeFileSync(encode(path.join(place, file)), content)
      }
      break
    case 'makeFolder':
      fs.mkdirSync(encode(place), { recursive: true })
      break
    case 'remove':
      fs.rmSync(place, { recursive: true })
      break
    case 'rename':
      fs.renameSync(place, path.join(top, change.to))
      break
    case 'touch':
      // Node's own takes dates before 1970 for none.
      execFileSync('touch', ['-d', `@${(change.modifiedMs / 1_000).toFixed(3)}`, place])
      break
    case 'link':
      fs.symlinkSync(change.target, place)
      break
    case 'pipe':
      execFileSync('mkfifo', [place])
      break
    case 'restrict': {
      const { listable, enterable, readable } = change.bits
      const set = (mode: number, bits: number, on: boolean | undefined) =>
        on === undefined ? mode : on ? mode | bits : mode & ~bits
      const mode = fs.statSync(place).mode & 0o777
      fs.chmodSync(place, set(set(mode, 0o444, listable ?? readable), 0o111, enterable))
      break
    }
  }
}

/** Removes a folder, whatever its permission bits. */
export function removeFolder(place: string): void {
  execFileSync('chmod', ['-R', 'u+rwx', place])
  fs.rmSync(place, { recursive: true })
}
