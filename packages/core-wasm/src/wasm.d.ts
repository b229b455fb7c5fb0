/** Platforms that compile ahead of time give an imported `.wasm` file as a module. */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
