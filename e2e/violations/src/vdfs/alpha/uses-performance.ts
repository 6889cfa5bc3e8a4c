// expect eslint(no-restricted-globals): time is the Clock port
// expect TS2304: performance
export const now = () => performance.now()
