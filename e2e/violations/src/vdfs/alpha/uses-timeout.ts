// expect eslint(no-restricted-globals): waiting is the Scheduler port
// expect TS2304: setTimeout
export const later = (run: () => void) => void setTimeout(run, 10)
