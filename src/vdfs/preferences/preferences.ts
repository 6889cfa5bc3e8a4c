// Door: how a person likes the app. Owns the table `preference`, one row per key. A stored value that no longer fits,
// say after an update narrowed its range, falls back to the default, and only that one.
import * as v from 'valibot'
import type { CoreHandlers } from '../api/core-api.ts'
import { defaultPreferences, PreferencesSchema, type Preferences } from '../api/preferences.ts'
import { ok } from '../api/result.ts'
import { sql, type Db, type ReadTx } from '../db/db.ts'

export function createPreferences(db: Db): CoreHandlers['preferences'] {
  return {
    get: async () => ok(await db.read(readPreferences)),
    set: (patch, { commandId }) =>
      db.command(commandId, async (tx) => {
        for (const [key, value] of Object.entries(patch)) {
          if (value === undefined) continue
          await tx.run(
            sql`INSERT INTO preference (key, value) VALUES (${key}, ${JSON.stringify(value)})
                ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
          )
          tx.touch('preferences')
        }
        return ok()
      }),
  }
}

async function readPreferences(tx: ReadTx): Promise<Preferences> {
  const stored = await tx.query(sql`SELECT key, value FROM preference`, (row) => ({
    key: row.text(),
    value: row.text(),
  }))
  const schemasByKey = new Map<string, v.GenericSchema>(Object.entries(PreferencesSchema.entries))
  const fitting: Record<string, unknown> = {}
  for (const { key, value } of stored) {
    const schema = schemasByKey.get(key)
    if (schema === undefined) continue // of another version of the app
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), value)
    if (parsed.success) fitting[key] = parsed.output
  }
  return v.parse(PreferencesSchema, { ...defaultPreferences, ...fitting })
}
