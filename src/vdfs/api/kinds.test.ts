import { expect, test } from 'vitest'
import { kindTable, knownNames } from './kind-table.ts'
import { isTextual, kindOf, mimeOf, unknownKind } from './kinds.ts'

test('an extension names kind and words, whatever its case', () => {
  expect(kindOf('BRJ_0412.jpg')).toEqual({ kind: 'image', label: 'JPEG image' })
  expect(kindOf('BRJ_0412.JPG')).toEqual({ kind: 'image', label: 'JPEG image' })
  expect(kindOf('BRJ_0412.CR3')).toEqual({ kind: 'raw', label: 'Canon RAW' })
  expect(kindOf('calving_event_0638_4K.mp4')).toEqual({ kind: 'video', label: 'MPEG-4 video' })
  expect(kindOf('interview.wav')).toEqual({ kind: 'audio', label: 'WAV audio' })
  expect(kindOf('Field notes, day 3.md')).toEqual({ kind: 'text', label: 'Markdown' })
  expect(kindOf('氷河湖 調査メモ(第2稿).docx')).toEqual({
    kind: 'document',
    label: 'Word document',
  })
  expect(kindOf('process_orthos.py')).toEqual({ kind: 'code', label: 'Python source' })
  expect(kindOf('radar_line_07.sgy')).toEqual({ kind: 'data', label: 'SEG-Y data' })
  expect(kindOf('tracks_2024-06-12_to_17.gpx')).toEqual({ kind: 'map', label: 'GPX track' })
  expect(kindOf('stake_readings_2019–2024.csv')).toEqual({ kind: 'sheet', label: 'CSV table' })
  expect(kindOf('thesis-figures-v3-final-final.zip')).toEqual({
    kind: 'archive',
    label: 'ZIP archive',
  })
  expect(kindOf('Leyfi.pdf')).toEqual({ kind: 'pdf', label: 'PDF document' })
})

test('a compound extension wins over its last part', () => {
  expect(kindOf('backup.tar.gz').label).toBe('TAR archive, gzip')
  expect(kindOf('backup.2024.tar.gz').label).toBe('TAR archive, gzip')
  expect(kindOf('notes.gz').label).toBe('Gzip archive')
  expect(kindOf('types.d.ts').label).toBe('TypeScript source')
})

test('well-known names need no extension', () => {
  expect(kindOf('README')).toEqual({ kind: 'text', label: 'Readme' })
  expect(kindOf('Makefile')).toEqual({ kind: 'code', label: 'Makefile' })
  expect(kindOf('Dockerfile')).toEqual({ kind: 'code', label: 'Docker file' })
  expect(kindOf('.gitignore')).toEqual({ kind: 'code', label: 'Git settings' })
  expect(kindOf('.DS_Store')).toEqual({ kind: 'data', label: 'Finder settings' })
})

test('what nobody knows is said so, not guessed', () => {
  expect(kindOf('strange.qqz')).toEqual({ kind: 'other', label: 'QQZ file' })
  expect(kindOf('no extension')).toEqual(unknownKind)
  expect(kindOf('.hidden')).toEqual(unknownKind)
  expect(kindOf('ends with.')).toEqual(unknownKind)
  expect(kindOf('Mr. Smith and friends')).toEqual(unknownKind)
  expect(kindOf('__proto__')).toEqual(unknownKind)
  expect(kindOf('x.constructor')).toEqual(unknownKind)
  expect(kindOf('')).toEqual(unknownKind)
  expect(kindOf('x.a\nb')).toEqual(unknownKind)
})

test('no extension or name stands in two rows, all are lower case', () => {
  for (const table of [kindTable, knownNames]) {
    const words = table.flatMap(([, , list]) => list.split(' '))
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
    expect(words.filter((word) => word !== word.toLowerCase() || word === '')).toEqual([])
  }
  expect(kindTable.flatMap(([, , list]) => list.split(' ')).length).toBeGreaterThan(400)
})

test('only what the browser shows or plays has a type, and never one that runs', () => {
  expect(mimeOf('a.JPG')).toBe('image/jpeg')
  expect(mimeOf('a.mp4')).toBe('video/mp4')
  expect(mimeOf('a.opus')).toBe('audio/ogg')
  expect(mimeOf('drawing.svg')).toBe('image/svg+xml')
  for (const name of [
    'page.html',
    'a.xhtml',
    'a.xml',
    'a.js',
    'a.mhtml',
    'a.wasm',
    'a.cr3',
    '.png',
    'png',
  ]) {
    expect(mimeOf(name)).toBeUndefined()
  }
})

test('text is recognised in kinds that are mostly not text', () => {
  expect(isTextual(kindOf('a.md'), 'a.md')).toBe(true)
  expect(isTextual(kindOf('a.rs'), 'a.rs')).toBe(true)
  expect(isTextual(kindOf('a.csv'), 'a.csv')).toBe(true)
  expect(isTextual(kindOf('a.GPX'), 'a.GPX')).toBe(true)
  expect(isTextual(kindOf('a.xlsx'), 'a.xlsx')).toBe(false)
  expect(isTextual(kindOf('a.jpg'), 'a.jpg')).toBe(false)
})
