// expect holdall(layers): import the module's door
import { inside } from './beta/inside.ts'

export const used = inside
