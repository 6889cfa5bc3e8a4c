// What a page can see of a place on the disk in memory, as lines like those of `CoreWorld.index`.
import type { DiskNode } from './memory-disk.ts'
import type { MemoryFs } from './memory-fs.ts'
import { entriesOf, statShown } from './memory-view.ts'

/** @param isIn whether rules let an entry into the index */
export function truthOf(
  fs: MemoryFs,
  top: string,
  isIn: (path: string) => boolean = () => true,
): readonly string[] {
  const lines: string[] = []
  const walk = (node: DiskNode | undefined, path: string): void => {
    if (node?.is !== 'folder' || !node.listable) return
    for (const { name } of entriesOf(node)) {
      const child = node.children.get(name)
      const at = path === '' ? name : `${path}/${name}`
      if (child === undefined || child.is === 'link' || !isIn(at)) continue
      if (child.is === 'folder') {
        lines.push(`${at}/`)
        walk(child, at)
        continue
      }
      const { sizeBytes, modifiedMs } = statShown(child)
      lines.push(`${at} ${sizeBytes} ${modifiedMs ?? '-'}`)
    }
  }
  walk(fs.disk.find(top), '')
  return lines.toSorted()
}
