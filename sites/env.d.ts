/// <reference types="astro/client" />

declare namespace App {
  interface Locals extends Readonly<import('./shared/locals.ts').SiteLocals> {}
}
