using SkiaSharp;

namespace FundLedger.Reports.Pdf;

/// <param name="Size">In points.</param>
/// <param name="Leading">From one baseline to the next, in points.</param>
internal readonly record struct TextStyle(float Size, float Leading, SKColor Colour)
{
    public TextStyle In(SKColor colour) => this with { Colour = colour };
}

/// <summary>The few colours and letter sizes of a printed report. One weight of letter: size, colour and rules do the ordering.</summary>
internal static class Style
{
    public static readonly SKColor Ink = new(0x1B, 0x26, 0x30);
    public static readonly SKColor Muted = new(0x66, 0x70, 0x7A);
    public static readonly SKColor Accent = new(0x1F, 0x5C, 0x66);
    public static readonly SKColor AccentTint = new(0xDD, 0xEB, 0xEC);
    public static readonly SKColor Negative = new(0xA8, 0x1C, 0x1C);
    public static readonly SKColor NegativeTint = new(0xF6, 0xE3, 0xE1);
    public static readonly SKColor Hairline = new(0xDF, 0xE3, 0xE6);
    public static readonly SKColor Actual = new(0xC8, 0x55, 0x3D);
    public static readonly SKColor Beside = new(0x8A, 0x6F, 0xB0);
    public static readonly SKColor TotalTint = new(0xF2, 0xF5, 0xF6);

    public static readonly TextStyle CoverTitle = new(34, 44, Ink);
    public static readonly TextStyle CoverFund = new(17, 24, Accent);
    public static readonly TextStyle CoverSmall = new(12, 18, Muted);
    public static readonly TextStyle CoverNote = new(9.5f, 15, Ink);
    public static readonly TextStyle Title = new(22, 28, Ink);
    public static readonly TextStyle Subtitle = new(12, 17, Accent);
    public static readonly TextStyle Entity = new(9.5f, 14, Muted);
    public static readonly TextStyle Heading = new(11.5f, 16, Accent);
    public static readonly TextStyle Label = new(7.5f, 11, Muted);
    public static readonly TextStyle Value = new(9.5f, 13, Ink);
    public static readonly TextStyle Figure = new(16, 21, Ink);
    public static readonly TextStyle ColumnHeading = new(7.5f, 10, Muted);
    public static readonly TextStyle CellText = new(8, 11, Ink);
    public static readonly TextStyle Note = new(8, 12, Muted);
    public static readonly TextStyle Running = new(7, 10, Muted);

    public const float HairlineWeight = 0.4f;
    public const float RuleWeight = 0.8f;
}

/// <summary>A sheet of A4, in whole points as Skia makes pages, and the part of it that content may fill.</summary>
internal readonly record struct Paper(float Width, float Height)
{
    private const float Side = 40;
    private const float Head = 52;
    private const float Foot = 46;

    public static Paper Portrait => new(595, 842);
    public static Paper Landscape => new(842, 595);

    public float Left => Side;
    public float Right => Width - Side;
    public float Top => Head;
    public float Bottom => Height - Foot;
    public float Room => Right - Left;
}
