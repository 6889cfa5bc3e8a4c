import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Formats } from './format.ts'
import { partsStrings as s } from './parts.strings.ts'

/** The time, milliseconds since 1970, anew every so often: for words such as "2 minutes ago". */
export function createNow(everyMs: number): Accessor<number> {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), everyMs)
  onCleanup(() => clearInterval(timer))
  return now
}

const MINUTE_MS = 60_000

/** "2 minutes ago"; seconds are not counted. */
export function agoWords(timeMs: number, nowMs: number, formats: Formats): string {
  return nowMs - timeMs < MINUTE_MS ? s.justNow : formats.relative(timeMs, nowMs)
}
