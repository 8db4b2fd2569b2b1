/** What changes, one fact a line; nothing where nothing does. */
export function Sentences({ said }: { said: readonly string[] }) {
  if (said.length === 0) return null;
  return (
    <ul className="mt-1.5 list-disc pl-4">
      {said.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
