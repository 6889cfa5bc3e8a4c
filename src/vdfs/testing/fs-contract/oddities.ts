// Contract: what browsers withhold, and folders and files that are not like others.
import type { FsCase } from '../file-system-contract.ts'
import {
  at,
  errorOf,
  listError,
  listing,
  refused,
  same,
  shown,
  statByName,
  textOf,
  valueOf,
} from './asking.ts'

/** One name for each rule that a browser has, and one beside it that just passes. */
const withheldNames = [
  ['foo~', 'fo~o'],
  ['~foo', '-foo'],
  ['.~lock.x#', '.lock.x#'],
  ['..foo', '.f.oo'],
  ['trail.', 'tr.ail'],
  ['trail ', 'tr ail'],
  [' lead', 'le ad'],
  ['\u00a0lead', 'le\u00a0ad'],
  ['ideographic\u3000', 'ideo\u3000graphic'],
  ['a:b', 'a\uff1ab'],
  ['a*b', 'a+b'],
  ['a?b', 'a!b'],
  ['a"b', "a'b"],
  ['a<b', 'a(b'],
  ['a>b', 'a)b'],
  ['a|b', 'a_b'],
  ['a\\b', 'a-b'],
  ['<img src=x onerror=alert(1)>', '(img src=x onerror=alert(1))'],
  ['new\nline', 'new line'],
  ['tab\tstop', 'tab stop'],
  ['bell\u0007', 'bell'],
  ['del\u007f', 'del'],
  ['next\u0085', 'next'],
  ['invoice\u202efdp.exe', 'invoice-fdp.exe'],
  ['zero\u200bwidth', 'zero-width'],
  ['family \u{1f469}\u200d\u{1f467}', 'family \u{1f469}\u{1f467}'],
  ['byte order \ufeff', 'byte order'],
  ['no character \ufdd0', 'no character'],
  ['con', 'cons'],
  ['CON.txt', 'CONS.txt'],
  ['nul.tar.gz', 'null.tar.gz'],
  ['com1', 'com10'],
  ['Lpt9.log', 'Lpt0.log'],
  ['CLOCK$', 'CLOCK'],
  ['conin$', 'conin$.txt'],
  ['thumbs.db', 'thumbs.db.txt'],
  ['Desktop.ini', '.desktop.ini'],
  ['x.lnk', 'x.lnk.txt'],
  ['x.URL', 'x.URL.gz'],
  ['x.scf', 'x.pif'],
  ['x.{20D04FE0-3AEA-1069-A2D8-08002B30309D}', '{20D04FE0-3AEA-1069-A2D8-08002B30309D}'],
] as const

export const oddityCases: readonly FsCase[] = [
  {
    name: 'names that browsers deem unsafe are neither listed nor opened',
    needs: ['withheld names'],
    run: async (world) => {
      await world.writeAll(
        withheldNames.flatMap(([withheld, passes]) => [
          [`files/${withheld}`, 'secret'],
          [`files/${passes}`, 'plain'],
          [`folders/${withheld}/inner`, 'secret'],
          [`folders/${passes}/inner`, 'plain'],
        ]),
      )
      const passing = withheldNames.map(([, passes]) => passes)
      same(await shown(world, 'files'), passing.toSorted())
      same(await shown(world, 'folders'), passing.map((name) => `/${name}`).toSorted())
      for (const [name] of withheldNames) {
        await refused(world, `files/${name}`, { type: 'NameRefused', name })
        await refused(world, `folders/${name}/inner`, { type: 'NameRefused', name })
        await refused(world, `not/there/${name}`, { type: 'NotFound' })
        same(await listError(world, `folders/${name}`), { type: 'NameRefused', name })
        same(await listError(world, name), { type: 'NameRefused', name })
      }
    },
  },
  {
    name: 'a name that is no text is listed as the empty name and cannot be opened',
    needs: ['undecodable names'],
    run: async (world) => {
      await world.write('sub/bad\udcff', 'x')
      await world.write('sub/worse\udcfe\udcff', 'x')
      await world.makeFolder('sub/folder\udcff')
      await world.write('sub/good', 'x')
      same(await shown(world, 'sub'), ['', '', '/', 'good'])
      await refused(world, 'sub/bad\udcff', { type: 'NotFound' })
      await refused(world, 'sub/bad\ufffd', { type: 'NotFound' })
      same(errorOf(await statByName(world, 'sub', '')), { type: 'NameRefused', name: '' })
      same(await listError(world, 'sub/folder\udcff'), { type: 'NotFound' })
    },
  },
  {
    name: 'links are neither listed nor followed',
    needs: ['links'],
    run: async (world) => {
      await world.write('real/a.txt', 'a')
      await world.link('to-file', 'real/a.txt')
      await world.link('to-folder', 'real')
      await world.link('to-itself', 'to-itself')
      await world.link('to-nothing', 'nothing')
      await world.link('to-outside', '..')
      same(await shown(world), ['/real'])
      for (const name of ['to-file', 'to-folder', 'to-itself', 'to-nothing', 'to-outside']) {
        await refused(world, name, { type: 'NotFound' })
        same(await listError(world, name), { type: 'NotFound' })
      }
      await refused(world, 'to-folder/a.txt', { type: 'NotFound' })
      same(await listError(world, 'to-outside/x'), { type: 'NotFound' })
    },
  },
  {
    name: 'a link to a place that browsers block is refused',
    needs: ['links'],
    run: async (world) => {
      await world.link('blocked', '/etc')
      same(await shown(world), [])
      await refused(world, 'blocked', { type: 'NotReadable' })
      await refused(world, 'blocked/passwd', { type: 'NotFound' })
      same(await listError(world, 'blocked'), { type: 'NotFound' })
    },
  },
  {
    name: 'what became a link after the listing is not followed',
    needs: ['links', 'renames'],
    run: async (world) => {
      await world.write('up/sub/a.txt', 'a')
      await world.write('up/sub/b.txt', 'b')
      await shown(world, 'up/sub')
      await shown(world, 'up')
      await world.rename('up/sub/a.txt', 'elsewhere.txt')
      await world.link('up/sub/a.txt', '../../elsewhere.txt')
      await refused(world, 'up/sub/a.txt', { type: 'NotFound' })
      await world.rename('up/sub', 'elsewhere')
      await world.link('up/sub', '../elsewhere')
      await refused(world, 'up/sub/b.txt', { type: 'NotFound' })
      same(await listError(world, 'up/sub'), { type: 'NotFound' })
    },
  },
  {
    name: 'a pipe is an empty file',
    needs: ['special files'],
    run: async (world) => {
      await world.pipe('pipe')
      same(await shown(world), ['pipe'])
      const { kind, sizeBytes, modifiedMs } = valueOf(await world.fs.stat(at(world, 'pipe')))
      same([kind, sizeBytes, typeof modifiedMs], ['file', 0, 'number'])
      same(await textOf(world, 'pipe'), '')
      const { blob } = valueOf(await world.fs.open(at(world, 'pipe')))
      same(await world.bytesOf(blob), new Uint8Array())
    },
  },
  {
    name: 'a folder that may not be listed fails, but what is in it can be opened by name',
    needs: ['permission bits'],
    run: async (world) => {
      await world.write('closed/a.txt', 'a')
      await world.write('closed/sub/b.txt', 'b')
      await world.restrict('closed', { listable: false })
      same(await listError(world, 'closed'), { type: 'NotReadable' })
      same(await textOf(world, 'closed/a.txt'), 'a')
      same(valueOf(await statByName(world, 'closed', 'a.txt')).sizeBytes, 1)
      same(await shown(world, 'closed/sub'), ['b.txt'])
      same(valueOf(await world.fs.stat(at(world, 'closed'))).kind, 'folder')
      same(errorOf(await world.fs.stat(at(world, 'closed/missing'))), { type: 'NotFound' })
      await world.restrict('', { listable: false })
      same(valueOf(await world.fs.stat(at(world, ''))).kind, 'folder')
    },
  },
  {
    name: 'a folder that may not be entered lists as empty',
    needs: ['permission bits'],
    run: async (world) => {
      await world.write('closed/a.txt', 'a')
      await world.write('closed/sub/b.txt', 'b')
      await world.restrict('closed', { enterable: false })
      same(await shown(world, 'closed'), [])
      await refused(world, 'closed/a.txt', { type: 'NotFound' })
      await refused(world, 'closed/sub/b.txt', { type: 'NotFound' })
      same(await listError(world, 'closed/sub'), { type: 'NotFound' })
      await world.restrict('closed', { listable: false })
      same(await listError(world, 'closed'), { type: 'NotReadable' })
    },
  },
  {
    name: 'a file that may not be read has facts and no bytes',
    needs: ['permission bits'],
    run: async (world) => {
      await world.write('secret', 'six!!!')
      await world.restrict('secret', { readable: false })
      same(await shown(world), ['secret'])
      same(valueOf(await world.fs.stat(at(world, 'secret'))).sizeBytes, 6)
      same(valueOf(await statByName(world, '', 'secret')).sizeBytes, 6)
      same(errorOf(await world.fs.read(at(world, 'secret'), 0, 6)), { type: 'NotReadable' })
      const { blob } = valueOf(await world.fs.open(at(world, 'secret')))
      same(await world.bytesOf(blob), 'unreadable')
      await listing(world)
      same(valueOf(await statByName(world, '', 'secret')).sizeBytes, 6)
    },
  },
]
