// A long list that is read page by page as somebody asks for more, and kept up to date as far as it was read.
import { createSignal, type Accessor } from 'solid-js'
import { ok, type Result } from '#vdfs/api/result.ts'
import type { Topic } from '#vdfs/api/topics.ts'
import { createQuery } from '../core/create-query.ts'

/** Rows of a page. */
export const PAGE = 100
/** Most rows that one call may ask for. */
const MAX_CALL = 1_000

export interface Pages<T, E> {
  /** Undefined until the first page is there. */
  readonly rows: Accessor<readonly T[] | undefined>
  readonly hasMore: Accessor<boolean>
  readonly more: () => void
  readonly error: Accessor<E | undefined>
  readonly reload: () => void
}

export interface PagesOptions<T, E> {
  readonly topics: () => readonly Topic[]
  /** Reactive, as in `createQuery`. */
  readonly load: (from: number, limit: number) => Promise<Result<readonly T[], E>>
  /** Rows of the first page, if other than `PAGE`. */
  readonly first?: number | undefined
}

export function createPages<T, E>(options: PagesOptions<T, E>): Pages<T, E> {
  const [wanted, setWanted] = createSignal(options.first ?? PAGE)
  const query = createQuery({
    topics: options.topics,
    load: () => gather(options.load, wanted()),
    key: 'path',
  })
  return {
    rows: query.data,
    hasMore: () => (query.data()?.length ?? 0) >= wanted(),
    more: () => setWanted((count) => Math.ceil((count + 1) / PAGE) * PAGE),
    error: query.error,
    reload: query.reload,
  }
}

/** One call after the other: each must know whether the one before was full. */
async function gather<T, E>(
  load: PagesOptions<T, E>['load'],
  wanted: number,
): Promise<Result<readonly T[], E>> {
  const first = await load(0, Math.min(wanted, MAX_CALL))
  if (!first.ok || wanted <= MAX_CALL) return first
  const rows = [...first.value]
  for (let from = MAX_CALL; from < wanted && rows.length === from; from += MAX_CALL) {
    const part = await load(from, Math.min(wanted - from, MAX_CALL))
    if (!part.ok) return part
    rows.push(...part.value)
  }
  return ok(rows)
}
