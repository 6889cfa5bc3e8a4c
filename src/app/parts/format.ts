// Sizes, dates and counts as people read them. Intl objects are expensive to make and cheap to use, so one set is
// made per locale and handed down. Pure: the locale, the zone and "now" come from outside.

export interface Formats {
  /** At most three digits, steps of 1000: "8.9 MB", "482 KB", "1 byte". */
  size(bytes: number | undefined): string
  /** To the byte: "8,912,345 bytes". */
  exactSize(bytes: number | undefined): string
  /** Day and minute, by locale: "14 Jun 2024, 05:41". */
  date(timeMs: number | undefined): string
  /** Day only. */
  day(timeMs: number | undefined): string
  /** To the second, for the inspector. */
  exactDate(timeMs: number | undefined): string
  /** "3 minutes ago", "yesterday"; for tooltips. */
  relative(timeMs: number | undefined, nowMs: number): string
  /** Grouped: "184,302". */
  count(value: number): string
}

/** Shown where there is nothing to show. */
export const nothing = '–'

const units = ['KB', 'MB', 'GB', 'TB', 'PB'] as const

/* upper bounds in s, with the unit to count in */
const spans: readonly (readonly [
  untilS: number,
  unit: Intl.RelativeTimeFormatUnit,
  inS: number,
])[] = [
  [60, 'second', 1],
  [3_600, 'minute', 60],
  [86_400, 'hour', 3_600],
  [7 * 86_400, 'day', 86_400],
  [30 * 86_400, 'week', 7 * 86_400],
  [365 * 86_400, 'month', 30.44 * 86_400],
  [Number.POSITIVE_INFINITY, 'year', 365.25 * 86_400],
]

/** farther than this from 1970 there are no dates, ms */
const maxTimeMs = 8.64e15

function isTime(timeMs: number | undefined): timeMs is number {
  return timeMs !== undefined && Math.abs(timeMs) <= maxTimeMs // also false for NaN
}

function isSize(bytes: number | undefined): bytes is number {
  return bytes !== undefined && Number.isFinite(bytes) && bytes >= 0
}

/**
 * @param locale a BCP 47 tag; the system's unless said
 * @param timeZone an IANA zone; the system's unless said
 */
export function createFormats(locale?: string, timeZone?: string): Formats {
  const zone = timeZone === undefined ? {} : { timeZone }
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const tenths = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const minute = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...zone,
  })
  const second = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...zone,
  })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone })
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  const bytesInWords = (bytes: number) => `${whole.format(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`

  return {
    size(bytes) {
      if (!isSize(bytes)) return nothing
      if (bytes < 1000) return bytesInWords(bytes)
      let value = bytes / 1000
      let unit = 0
      // 999.5 of one unit would read "1000": it is 1.0 of the next
      while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000
        unit++
      }
      // KB need no tenths: nobody decides by a hundred bytes
      const digits = unit === 0 || value >= 99.95 ? whole : tenths
      return `${digits.format(value)} ${units[unit]}`
    },
    exactSize: (bytes) => (isSize(bytes) ? bytesInWords(bytes) : nothing),
    date: (timeMs) => (isTime(timeMs) ? minute.format(timeMs) : nothing),
    day: (timeMs) => (isTime(timeMs) ? day.format(timeMs) : nothing),
    exactDate: (timeMs) => (isTime(timeMs) ? second.format(timeMs) : nothing),
    relative(timeMs, nowMs) {
      if (!isTime(timeMs)) return nothing
      const seconds = (timeMs - nowMs) / 1000
      const span = spans.find(([untilS]) => Math.abs(seconds) < untilS)
      if (span === undefined) return nothing
      return ago.format(Math.trunc(seconds / span[2]), span[1])
    },
    count: (value) => whole.format(value),
  }
}
