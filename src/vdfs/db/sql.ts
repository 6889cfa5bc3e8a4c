import type { SqlValue } from '../ports.ts'

export interface Sql {
  readonly text: string
  readonly parameters: readonly SqlValue[]
}

/**
 * A statement: sql`SELECT name FROM location WHERE location_id = ${id}`. Values are always bound, never spliced in, so
 * text from outside cannot become SQL; names of tables and columns are literals.
 */
export function sql(parts: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  return { text: parts.join('?'), parameters: values }
}
