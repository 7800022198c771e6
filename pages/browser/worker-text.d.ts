/** The worker's code as text: `pages/playground.ts` puts it in the place of this module. */
declare module "neurones:worker" {
  const text: string;
  export default text;
}
