import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { corners, quarters, startRenderer } from "@/lib/delivery/testing/drawing";

const { render } = startRenderer();

describe("formats", () => {
  test.each(["jpeg", "png", "webp", "avif", "gif"] as const)("%s goes in and comes out", async (format) => {
    const original = await quarters().toFormat(format).toBuffer();
    expect(await render("w=100", original)).toMatchObject({ format, width: 100, height: 50 });
    expect(await render(`fm=${format === "jpeg" ? "jpg" : format}`)).toMatchObject({ format, width: 400 });
  });

  test("what browsers do not know comes out as what they know", async () => {
    expect(await render("w=100", await quarters().tiff().toBuffer())).toMatchObject({ format: "jpeg" });
    expect(await render("w=100", await quarters().ensureAlpha().tiff({ compression: "lzw" }).toBuffer())).toMatchObject(
      { format: "png" },
    );
  });

  test("quality decides about bytes", async () => {
    const noise = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: "#888",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    for (const format of ["jpg", "webp", "avif"]) {
      const [low, high] = [await render(`fm=${format}&q=20`, noise), await render(`fm=${format}&q=90`, noise)];
      expect(low.bytes.length).toBeLessThan(high.bytes.length / 1.5);
    }
  });

  test("what is clear is white where the format knows nothing clear, or as the background says", async () => {
    const clear = await sharp({ create: { width: 50, height: 50, channels: 4, background: "#0000" } })
      .png()
      .toBuffer();
    expect((await render("fm=jpg", clear)).hue(9, 9)).toBe("white");
    expect((await render("fm=jpg&bg=000", clear)).hue(9, 9)).toBe("black");
    expect((await render("fm=webp", clear)).hue(9, 9)).toBe("clear");
  });

  test("a drawing is drawn as large as it is wanted", async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><path d="M0 0h10v10H0z" fill="#000"/></svg>';
    const { bytes, ...drawn } = await render("w=1000", svg);
    expect(drawn).toMatchObject({ format: "png", width: 1000, height: 500 });
    // Drawn, not enlarged: the edge is as sharp as a pixel.
    expect([drawn.hue(498, 250), drawn.hue(502, 250)]).toEqual(["black", "clear"]);
    expect(bytes.toString("latin1")).not.toContain("<svg");
  });

  test("a moving picture moves on while it is only resized, and stands still otherwise", async () => {
    const frames = await Promise.all(
      ["#e00000", "#00c000", "#0000e0"].map((background) =>
        sharp({ create: { width: 60, height: 40, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer();
    const pagesOf = async (query: string) => {
      const { bytes, width, height } = await render(query, gif);
      return [(await sharp(bytes).metadata()).pages ?? 1, width, height];
    };
    expect(await pagesOf("w=30")).toEqual([3, 30, 20]);
    expect(await pagesOf("w=30&fm=webp")).toEqual([3, 30, 20]);
    expect(await pagesOf("w=20&h=20&fit=crop")).toEqual([3, 20, 20]);
    expect(await pagesOf("")).toEqual([3, 60, 40]);
    expect(await pagesOf("w=30&rot=90")).toEqual([1, 30, 20]);
    expect(await pagesOf("w=30&fm=jpg")).toEqual([1, 30, 20]);
  });
});

test("what the camera wrote is gone, and turned as it said", async () => {
  const original = await quarters()
    .jpeg()
    .withExif({
      IFD0: { Make: "Canary Cameras", Orientation: "6" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  for (const query of ["", "w=100", "fm=webp", "q=90"]) {
    const drawn = await render(query, original);
    const { exif, xmp, iptc, icc, orientation } = await sharp(drawn.bytes).metadata();
    expect([query, exif, xmp, iptc, icc, orientation]).toEqual([
      query,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(drawn.height).toBe(drawn.width * 2);
    expect(corners(drawn)).toBe("blue red gold green");
  }
});

test("colours of another profile become those of the web", async () => {
  const wide = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#e00000" } })
    .withIccProfile("p3")
    .png()
    .toBuffer();
  const drawn = await render("w=10", wide);
  expect((await sharp(drawn.bytes).metadata()).icc).toBeUndefined();
  expect(drawn.hue(5, 5)).toBe("red");
  const cmyk = await quarters().toColourspace("cmyk").jpeg().toBuffer();
  expect((await sharp((await render("w=100", cmyk)).bytes).metadata()).space).toBe("srgb");
});
