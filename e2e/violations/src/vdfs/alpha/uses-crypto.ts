// expect eslint(no-restricted-globals): chance is the Random port
// expect TS2304: crypto
export const mint = () => String(crypto.randomUUID())
