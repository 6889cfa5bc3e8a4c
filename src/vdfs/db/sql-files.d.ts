// Migrations are imported as text, which the bundler and the test runner both do.
declare module '*.sql?raw' {
  const text: string
  export default text
}
