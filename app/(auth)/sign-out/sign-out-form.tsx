import { Button } from "@/components/ui/button";

export const SignOutForm = ({ children = "Sign out" }: { children?: string }) => (
  <form method="post" action="/sign-out" className="grid">
    <Button type="submit">{children}</Button>
  </form>
);
