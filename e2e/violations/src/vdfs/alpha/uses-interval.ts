// expect eslint(no-restricted-globals): waiting is the Scheduler port
// expect TS2304: setInterval
export const often = (run: () => void) => void setInterval(run, 10)
