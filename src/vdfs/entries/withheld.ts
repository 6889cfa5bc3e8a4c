// Names that a drop showed to the window and that the browser keeps back from folder handles. Kept apart from the
// listings, which may be forgotten: what cannot be shown must at least be told.
import type { Window } from '../api/entries.ts'
import type { Topic } from '../api/topics.ts'
import type { Pacer } from './sort.ts'

export interface Withheld {
  /** A drop showed these names in a folder. They count once a listing that starts later is complete. */
  report(topic: Topic, names: readonly string[]): void
  /** A listing starts. */
  begin(topic: Topic): void
  /** That listing is complete: what it met, now or before, is not withheld. */
  compare(topic: Topic, isListed: (name: string) => boolean): Promise<void>
  of(topic: Topic): Window['withheld']
  forget(topic: Topic): void
}

interface Seen {
  names: readonly string[]
  state: 'reported' | 'beingListed' | 'compared'
}

/** So many names are told; the rest is a number. */
const TOLD = 100

export function createWithheld(pacer: Pacer): Withheld {
  const seenIn = new Map<Topic, Seen>()
  return {
    report(topic, names) {
      seenIn.set(topic, { names: names.filter((name) => name !== ''), state: 'reported' })
    },
    begin(topic) {
      const seen = seenIn.get(topic)
      if (seen?.state === 'reported') seen.state = 'beingListed'
    },
    async compare(topic, isListed) {
      const seen = seenIn.get(topic)
      if (seen === undefined || seen.state === 'reported') return
      const missing: string[] = []
      for (const name of seen.names) {
        if (!isListed(name)) missing.push(name)
        if (pacer.spent(4)) await pacer.rest()
      }
      seen.names = missing
      seen.state = 'compared'
    },
    of(topic) {
      const seen = seenIn.get(topic)
      if (seen?.state !== 'compared' || seen.names.length === 0) return undefined
      return { count: seen.names.length, names: seen.names.slice(0, TOLD) }
    },
    forget(topic) {
      seenIn.delete(topic)
    },
  }
}
