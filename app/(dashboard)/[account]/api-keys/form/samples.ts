import type { CodeSample } from "@/components/ui/code-block";

/** The name under which the samples look for the secret. */
export const VARIABLE = "APERTURE_KEY";

export const curlOf = (url: string, secret = `$${VARIABLE}`) => `curl ${url}/api/v1/me \\
  -H "Authorization: Bearer ${secret}"`;

const node = (url: string) => `const answer = await fetch("${url}/api/v1/me", {
  headers: { Authorization: \`Bearer \${process.env.${VARIABLE}}\` },
});
console.log(await answer.json());`;

const python = (url: string) => `import os, requests

answer = requests.get(
    "${url}/api/v1/me",
    headers={"Authorization": f"Bearer {os.environ['${VARIABLE}']}"},
)
print(answer.json())`;

export const envLine = (secret: string) => `${VARIABLE}=${secret}`;

/** A first request in three languages. @param url the address of this server */
export const samplesFor = (url: string, secret?: string): CodeSample[] => [
  { label: "cURL", code: curlOf(url, secret) },
  { label: "Node", code: node(url) },
  { label: "Python", code: python(url) },
];
