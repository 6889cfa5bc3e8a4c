// Prepares the profile of a browser that is not running.
import fs from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'

const json = v.record(v.string(), v.unknown())
type Json = v.InferOutput<typeof json>

/** The object at a key of another, made if it is not there. */
function section(parent: Json, key: string): Json {
  const present = v.safeParse(json, parent[key])
  const inner = present.success ? present.output : {}
  parent[key] = inner
  return inner
}

function edit(profile: string, change: (preferences: Json) => void): void {
  const file = path.join(profile, 'Default', 'Preferences')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '{}'
  const preferences = v.parse(json, JSON.parse(text))
  change(preferences)
  fs.writeFileSync(file, JSON.stringify(preferences))
}

/**
 * What the browser does when a page wants a folder: `prompt` asks by a bubble, as for everybody; `granted`
 * asks nothing and allows everything, for tests of other matters; `blocked` asks nothing and refuses, as where
 * somebody said so in the settings.
 */
export type Permissions = 'prompt' | 'granted' | 'blocked'

/** Chromium's numbers for them; what is asked about has none. */
const settingNumbers = { granted: 1, blocked: 2 } as const

/** Sets the profile up; can be done again before every start. */
export function seedProfile(profile: string, permissions: Permissions): void {
  edit(profile, (preferences) => {
    const defaults = section(section(preferences, 'profile'), 'default_content_setting_values')
    for (const guard of ['file_system_read_guard', 'file_system_write_guard'])
      if (permissions === 'prompt') delete defaults[guard]
      else defaults[guard] = settingNumbers[permissions]
    // Safe Browsing would look up every written file, and wait for a network that a test does not have.
    section(preferences, 'safebrowsing')['enabled'] = false
  })
}

/** Takes back every folder grant, as a user does in the settings; the next request asks again. */
export function forgetGrants(profile: string): void {
  edit(profile, (preferences) => {
    const settings = section(section(preferences, 'profile'), 'content_settings')
    const exceptions = section(settings, 'exceptions')
    for (const key of Object.keys(exceptions))
      if (key.startsWith('file_system_access_')) delete exceptions[key]
  })
}
