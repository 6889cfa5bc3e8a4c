// expect holdall(layers): workers are spawned, not imported
import { thing } from '#workers/fs/thing.ts'

export const used = thing
