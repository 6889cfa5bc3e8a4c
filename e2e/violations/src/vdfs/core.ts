// Clean: the composition root sees every door.
import { alpha } from './alpha/alpha.ts'
import { db } from './db/db.ts'

export const core = [alpha, db]
