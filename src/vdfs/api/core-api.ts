// The contract: the only door of the core, for the UI, for scripts (`window.holdall`) and for tests.
import { entriesSpec, type EntriesApi } from './entries.ts'
import { filesSpec, type FilesApi } from './files.ts'
import { indexingSpec, type IndexingApi } from './indexing.ts'
import { jobsSpec, type JobsApi } from './jobs.ts'
import { locationsSpec, type LocationsApi } from './locations.ts'
import type { Handlers } from './method.ts'
import { preferencesSpec, type PreferencesApi } from './preferences.ts'
import { storageSpec, type StorageApi } from './storage.ts'
import type { Topic } from './topics.ts'

/** Everything the product can do. Every call answers a Result and never rejects. */
export interface CoreApi {
  readonly locations: LocationsApi
  readonly entries: EntriesApi
  readonly files: FilesApi
  readonly indexing: IndexingApi
  readonly jobs: JobsApi
  readonly preferences: PreferencesApi
  readonly storage: StorageApi
}

/** The contract as a client holds it: the calls, and news of what changed. */
export interface HoldallApi extends CoreApi {
  /**
   * Tells when one of the topics changed, and once after the core moved to another tab. Holding a folder's topic
   * also says that somebody looks at it: its listing goes on.
   * @returns a function that ends it
   */
  readonly subscribe: (
    topics: readonly Topic[],
    changed: (topics: readonly Topic[]) => void,
  ) => () => void
}

/** The contract as the core implements it. */
export type CoreHandlers = {
  readonly [K in keyof CoreApi]: Handlers<(typeof coreSpec)[K], CoreApi[K]>
}

/** Every method with its input's schema: what comes in is parsed by it, whoever calls. */
export const coreSpec = {
  locations: locationsSpec,
  entries: entriesSpec,
  files: filesSpec,
  indexing: indexingSpec,
  jobs: jobsSpec,
  preferences: preferencesSpec,
  storage: storageSpec,
}
