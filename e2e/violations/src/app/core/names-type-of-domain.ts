// expect holdall(layers): the UI sees the domain through its contract
// expect typescript(consistent-type-imports)
export type Db = typeof import('#vdfs/db/db.ts').db
