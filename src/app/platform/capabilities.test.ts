import { expect, test } from 'vitest'
import { readCapabilities, type BrowserGlobals } from './capabilities.ts'

/** Only whether it is there is looked at. */
const present = () => undefined

const whole: BrowserGlobals = {
  isSecureContext: true,
  navigator: { storage: { getDirectory() {} }, locks: { request() {} } },
  Worker: present,
  SharedWorker: present,
  BroadcastChannel: present,
  indexedDB: {},
  FileSystemFileHandle: present,
  FileSystemDirectoryHandle: present,
  DataTransferItem: { prototype: { getAsFileSystemHandle() {} } },
  showDirectoryPicker() {},
}

test('a whole browser lacks nothing', () => {
  expect(readCapabilities(whole)).toEqual({ missing: [], manyTabs: true })
})

test.each<[string, Partial<BrowserGlobals>, string]>([
  ['no OPFS', { navigator: { storage: {}, locks: { request() {} } } }, 'opfs'],
  ['no file handles', { FileSystemFileHandle: undefined }, 'opfs'],
  ['no workers', { Worker: undefined }, 'module-workers'],
  ['no locks', { navigator: { storage: { getDirectory() {} } } }, 'web-locks'],
  ['no channels', { BroadcastChannel: undefined }, 'broadcast-channel'],
  ['no IndexedDB', { indexedDB: null }, 'indexed-db'],
  ['no folder handles', { FileSystemDirectoryHandle: undefined }, 'folders'],
  [
    'neither picker nor drop',
    { showDirectoryPicker: undefined, DataTransferItem: { prototype: {} } },
    'folders',
  ],
])('%s is missing as such', (_, without, feature) => {
  expect(readCapabilities({ ...whole, ...without }).missing).toEqual([feature])
})

test('either a picker or dropped handles is enough', () => {
  expect(readCapabilities({ ...whole, showDirectoryPicker: undefined }).missing).toEqual([])
  expect(readCapabilities({ ...whole, DataTransferItem: { prototype: {} } }).missing).toEqual([])
})

test('an insecure page is told only that: browsers hide the rest from it', () => {
  const bare = { isSecureContext: false, navigator: {} }
  expect(readCapabilities(bare)).toEqual({ missing: ['secure-context'], manyTabs: false })
})

test('without shared workers there is one tab, and nothing is missing', () => {
  expect(readCapabilities({ ...whole, SharedWorker: undefined })).toEqual({
    missing: [],
    manyTabs: false,
  })
})
