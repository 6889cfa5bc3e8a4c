// expect holdall(layers): a feature never imports a feature
export const load = () => import('../one/thing.ts')
