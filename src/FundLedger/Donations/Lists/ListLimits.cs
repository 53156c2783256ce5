using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>How large a list may be. Each limit is enforced with a refusal that names it.</summary>
public static class ListLimits
{
    public const long FileBytes = 200L * 1024 * 1024;

    /// <summary>Characters in one row of a CSV file, and in one row of text in a worksheet.</summary>
    public const int RowCharacters = 1024 * 1024;

    public const int Rows = 5_000_000;

    /// <summary>Fields of a row that are looked at; a CSV row with more is refused.</summary>
    public const int Columns = 1_024;

    public static readonly int DonorCharacters = KeptText.DonorName.Longest;
    public const int ReferenceCharacters = 100;
    public const int NoteCharacters = 2_000;

    /// <summary>Largest single amount, in minor units: ten million million yuan.</summary>
    public const long AmountMinorUnits = 1_000_000_000_000_000;

    /// <summary>Rows at the beginning of a list among which its header is looked for.</summary>
    public const int HeaderRows = 30;

    /// <summary>Unpacked size of one part of an .xlsx file.</summary>
    internal const long PartBytes = 1024L * 1024 * 1024;

    /// <summary>A part may unpack to this many times the size of the whole file before it counts as a bomb.</summary>
    internal const int UnpackingRatio = 200;

    internal const int SharedTexts = 5_000_000;
}
