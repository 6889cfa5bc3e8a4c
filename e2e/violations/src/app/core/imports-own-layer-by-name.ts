// expect holdall(layers): inside a layer paths are relative
import { thing } from '#app/core/thing.ts'

export const used = thing
