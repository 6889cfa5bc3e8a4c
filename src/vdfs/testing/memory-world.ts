// The disk in memory as a medium of the contract: it can be made to show everything.
import * as v from 'valibot'
import { RelPathSchema } from '../api/paths.ts'
import { abilities, type FsWorld } from './file-system-contract.ts'
import { createMemoryFs, link, special } from './memory-fs.ts'

export async function createMemoryWorld(): Promise<FsWorld> {
  const fs = createMemoryFs({ media: { usb: { 'the root': {} } } })
  const root = 'media/usb/the root'
  const place = (path: string) => (path === '' ? root : `${root}/${path}`)
  const adopted = await fs.adopt(fs.handleOf(root))
  if (!adopted.ok) throw new Error('the root is no folder')
  return {
    fs,
    rootId: adopted.value.rootId,
    can: new Set(abilities),
    handleOf: async (path) => fs.handleOf(place(path)),
    write: async (path, content) => fs.disk.write(place(path), content),
    async writeAll(files) {
      for (const [path, content] of files) fs.disk.write(place(path), content)
    },
    makeFolder: async (path) => fs.disk.put(place(path), {}),
    remove: async (path) => fs.disk.remove(place(path)),
    async bytesOf(blob) {
      const read = fs.bytesOf(blob)
      return read.ok ? read.value : 'unreadable'
    },
    rename: async (from, to) => fs.disk.rename(place(from), place(to)),
    takeRootAway: async () => fs.disk.unmount(root),
    bringRootBack: async () => fs.disk.remount(root),
    touch: async (path, modifiedMs) => fs.disk.touch(place(path), modifiedMs),
    link: async (path, target) =>
      fs.disk.put(place(path), link({ toBlocked: target.startsWith('/etc') })),
    pipe: async (path) => fs.disk.put(place(path), special()),
    restrict: async (path, bits) => fs.disk.restrict(place(path), bits),
    whileReading(path, act) {
      fs.during({ name: 'read', path: place(v.parse(RelPathSchema, path)) }, act)
    },
    revoke: async () => fs.setPermission(root, 'prompt'),
    grantAgain: async () => fs.setPermission(root, 'granted'),
  }
}
