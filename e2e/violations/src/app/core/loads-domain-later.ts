// expect holdall(layers): the UI sees the domain through its contract
export const load = () => import('#vdfs/db/db.ts')
