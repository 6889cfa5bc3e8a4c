// expect holdall(layers): the contract stands alone
import { db } from '../db/db.ts'

export const used = db
