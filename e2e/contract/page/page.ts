// The window: takes the dropped folder, and stands between the worker, where the adapter runs, and the disk, which
// the spec changes.
import { proxy, wrap } from 'comlink'
import type { ContractWorker } from './contract.worker.ts'

/** Where the spec listens: it does to the disk what the worker asks for. */
declare global {
  interface Window {
    onDisk: (change: WorldChange) => Promise<void>
    runCase: (name: string, folder: string) => Promise<string>
    compareNames: () => Promise<readonly string[]>
  }
}

/** What is done to the disk, or by the user. */
export type WorldChange = DiskChange | { readonly do: 'revoke' } | { readonly do: 'grantAgain' }

export type DiskChange =
  | {
      readonly do: 'write'
      readonly path: string
      readonly files: readonly (readonly [path: string, content: string | Uint8Array])[]
    }
  | { readonly do: 'makeFolder' | 'remove' | 'pipe'; readonly path: string }
  | { readonly do: 'rename'; readonly path: string; readonly to: string }
  | { readonly do: 'touch'; readonly path: string; readonly modifiedMs: number }
  | { readonly do: 'link'; readonly path: string; readonly target: string }
  | {
      readonly do: 'restrict'
      readonly path: string
      readonly bits: {
        readonly listable?: boolean
        readonly enterable?: boolean
        readonly readable?: boolean
      }
    }

const log = document.querySelector('#log')
const worker = wrap<ContractWorker>(
  new Worker(new URL('contract.worker.ts', import.meta.url), { type: 'module' }),
)
let drops = 0

addEventListener('dragover', (event) => event.preventDefault())
addEventListener('drop', (event) => {
  event.preventDefault()
  const item = event.dataTransfer?.items[0]
  void item?.getAsFileSystemHandle?.().then(async (handle) => {
    await worker.take(
      handle,
      proxy((change: WorldChange) => window.onDisk(change)),
    )
    drops += 1
    log?.replaceChildren(`dropped ${drops}`)
  })
})

window.runCase = (name, folder) => worker.run(name, folder)
window.compareNames = () => worker.compareNames()
