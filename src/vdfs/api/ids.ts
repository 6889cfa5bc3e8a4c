import * as v from 'valibot'

// Ids are opaque text minted by the Random port; a brand keeps one kind from being used for another.
const anyId = v.pipe(v.string(), v.regex(/^[0-9a-z]{20,40}$/))

export const LocationIdSchema = v.pipe(anyId, v.brand('LocationId'))
/** A granted folder in the sidebar. */
export type LocationId = v.InferOutput<typeof LocationIdSchema>

export const RootIdSchema = v.pipe(anyId, v.brand('RootId'))
/** The browser's handle of a granted folder, as the FileSystem port keeps it. */
export type RootId = v.InferOutput<typeof RootIdSchema>

export const CommandIdSchema = v.pipe(anyId, v.brand('CommandId'))
/** Minted by the caller of a command: the same id again returns the first answer and does nothing. */
export type CommandId = v.InferOutput<typeof CommandIdSchema>

/** A row of a folder's listing: the same name has the same row id in every tab and after a restart. */
export const RowIdSchema = v.pipe(v.number(), v.integer(), v.minValue(0))
export type RowId = number

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

/**
 * A new id from time and chance: 10 digits of milliseconds, then 16 of chance (82 bits), base 36.
 * @param random at least 16 random bytes
 */
export function formatId(nowMs: number, random: Uint8Array): string {
  let id = Math.max(0, Math.floor(nowMs)).toString(36).padStart(10, '0').slice(-10)
  for (let i = 0; i < 16; i++) id += ALPHABET.charAt((random[i] ?? 0) % 36)
  return id
}
