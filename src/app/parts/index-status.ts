// What the index knows of one location, as several features show it.
import type { Accessor } from 'solid-js'
import type { CommonError } from '#vdfs/api/core-errors.ts'
import type { LocationId } from '#vdfs/api/ids.ts'
import type { IndexStatus } from '#vdfs/api/indexing.ts'
import { useCore } from '../core/core-context.tsx'
import { createQuery } from '../core/create-query.ts'

export interface LiveIndexStatus {
  /** Undefined until it is known, or if the location is not. */
  readonly status: Accessor<IndexStatus | undefined>
  readonly error: Accessor<CommonError | undefined>
  readonly reload: () => void
}

export function createIndexStatus(locationId: Accessor<LocationId | undefined>): LiveIndexStatus {
  const core = useCore()
  const all = createQuery({
    topics: () => ['index'],
    load: () => core.indexing.status(),
    key: 'locationId',
  })
  return {
    status() {
      const id = locationId()
      return all.data()?.find((status) => status.locationId === id)
    },
    error: all.error,
    reload: all.reload,
  }
}
