import { startStack } from "./stack";

export default async function setUp() {
  const { surroundings, stop } = await startStack();
  Object.assign(process.env, surroundings);
  return stop;
}
