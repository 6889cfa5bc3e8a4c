// expect holdall(layers): ui is blind to the domain
import { thing } from '../core/thing.ts'

export const used = thing
