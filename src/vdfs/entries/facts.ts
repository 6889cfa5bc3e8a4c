// Reading sizes and dates of one folder's files, which costs a hundred times what names do: first for the rows on
// screen, the newest request first; then, where somebody needs them all, for the rest. Both go on side by side, so
// that a sort of 100,000 does not hold up the screen.
import type { FsError } from '../api/fs-errors.ts'
import type { Result } from '../api/result.ts'
import type { SeenFacts } from '../indexing/indexing.ts'
import type { FsStat } from '../ports.ts'
import type { Rows } from './row-columns.ts'
import { isReading, markReading, setFacts, wantsFacts } from './row-facts.ts'

/** Most files that one question names: 40 ms of a browser's work, so that a newer question is not held up for long. */
const MOST_AT_ONCE = 256
/** Ranges that are kept: two windows each for two tabs. A client whose range was dropped asks again at the next news. */
const MOST_RANGES = 4

export interface FactsPort {
  readonly rows: Rows
  readonly read: (
    names: readonly string[],
    signal: AbortSignal,
  ) => AsyncIterable<readonly Result<FsStat, FsError>[]>
  /** After each batch. `outdated`: an entry turned out to be gone, so the listing is not what the disk is. */
  readonly onRead: (news: {
    readonly changed: boolean
    readonly outdated: boolean
    /** What was read, by name. */
    readonly facts: ReadonlyMap<string, SeenFacts>
  }) => void
  /** Nothing is left to read for the screen. */
  readonly onIdle: () => void
  readonly onDefect: (error: unknown) => void
}

export interface FactsReader {
  /**
   * Rows on screen: reads what they lack before anything else, now or after `resume`.
   * @param key tells a range from others, so that one asked for again is not kept twice
   */
  want(key: string, range: () => Promise<readonly number[]>): void
  pause(): void
  resume(): void
  /**
   * Reads all that is lacking, as long as `goesOn`.
   * @returns whether nothing is lacking
   */
  readAll(goesOn: () => boolean): Promise<boolean>
  isBusy(): boolean
  /** Drops all that was asked for and ends what is under way. */
  stop(): void
}

export function createFactsReader({
  rows,
  read,
  onRead,
  onIdle,
  onDefect,
}: FactsPort): FactsReader {
  let ranges: { readonly key: string; readonly slots: () => Promise<readonly number[]> }[] = []
  let paused = false
  let serving = false
  let controller = new AbortController()
  const underWay = new Set<Promise<void>>()

  const lacks = (slot: number): boolean => wantsFacts(rows, slot) && !isReading(rows, slot)

  const readBatch = (slots: readonly number[]): Promise<void> => {
    const batch = answerBatch(slots).finally(() => underWay.delete(batch))
    underWay.add(batch)
    return batch
  }

  const answerBatch = async (slots: readonly number[]): Promise<void> => {
    const { signal } = controller
    const round = rows.factsRound
    const names = slots.map((slot) => rows.names[slot] ?? '')
    for (const slot of slots) markReading(rows, slot, true)
    let changed = false
    let outdated = false
    let answered = 0
    const facts = new Map<string, SeenFacts>()
    const isAsked = (slot: number, index: number): boolean =>
      rows.factsRound === round && rows.names[slot] === names[index] && isReading(rows, slot)
    const take = (answer: Result<FsStat, FsError>): void => {
      const slot = slots[answered] ?? 0
      // The row may have gone meanwhile, or all be asked anew: then this answers nothing.
      const current = isAsked(slot, answered)
      answered += 1
      if (!current) return
      if (answer.ok)
        facts.set(rows.names[slot] ?? '', {
          size: answer.value.sizeBytes,
          modifiedMs: answer.value.modifiedMs,
        })
      if (!setFacts(rows, slot, answer)) return
      changed = true
      outdated ||=
        !answer.ok && (answer.error.type === 'NotFound' || answer.error.type === 'WrongKind')
    }
    try {
      for await (const answers of read(names, signal)) for (const answer of answers) take(answer)
      while (answered < slots.length && !signal.aborted) take({ ok: false, error: UNANSWERED })
    } finally {
      for (const [index, slot] of slots.entries())
        if (index >= answered && isAsked(slot, index)) markReading(rows, slot, false)
    }
    onRead({ changed, outdated, facts })
  }

  const nextRange = () => (paused ? undefined : ranges[0])
  const serve = async (): Promise<void> => {
    serving = true
    try {
      for (let range = nextRange(); range !== undefined; range = nextRange()) {
        const slots = (await range.slots()).filter(lacks).slice(0, MOST_AT_ONCE)
        if (slots.length > 0) await readBatch(slots)
        else ranges = ranges.filter((other) => other !== range)
      }
    } finally {
      serving = false
    }
    if (!paused) onIdle()
  }

  const resume = (): void => {
    paused = false
    if (!serving) serve().catch(onDefect)
  }

  /** The next files that lack facts, from a slot on. @returns them and where to go on */
  const lackingFrom = (start: number): { readonly slots: number[]; readonly next: number } => {
    const slots: number[] = []
    let slot = start
    for (; slot < rows.end && slots.length < MOST_AT_ONCE; slot++) if (lacks(slot)) slots.push(slot)
    return { slots, next: slot }
  }

  return {
    want(key, slots) {
      const others = ranges.filter((range) => range.key !== key)
      ranges = [{ key, slots }, ...others].slice(0, MOST_RANGES)
      if (!paused) resume()
    },
    pause() {
      paused = true
    },
    resume,
    async readAll(goesOn) {
      let from = 0
      while (rows.settled < rows.files) {
        if (!goesOn()) return false
        const { slots, next } = lackingFrom(from)
        if (slots.length > 0) await readBatch(slots)
        // What is left is being read for the screen.
        else if (from === 0 && underWay.size > 0) await Promise.all(underWay)
        else if (from === 0) throw new Error('files lack facts that cannot be found')
        from = next < rows.end ? next : 0
      }
      return true
    },
    isBusy: () => underWay.size > 0,
    stop() {
      ranges = []
      controller.abort()
      controller = new AbortController()
    },
  }
}

const UNANSWERED: FsError = {
  type: 'FsFault',
  name: 'Unanswered',
  message: 'fewer answers than names',
}
