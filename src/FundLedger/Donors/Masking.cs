using FundLedger.Ledger;

namespace FundLedger.Donors;

/// <summary>How names look in lists and exports unless someone asks to see them, which is logged.</summary>
public static class Masking
{
    /// <summary>A person's name keeps its first character: 王小明 is 王*. An organisation's name is no personal data.</summary>
    public static string Masked(string name, DonorKind kind)
    {
        if (kind == DonorKind.Organisation || name.Length == 0) return name;
        var first = name.Length > 1 && char.IsSurrogatePair(name, 0) ? name[..2] : name[..1];
        return first + "*";
    }

    /// <summary>The same of a name that nobody said the kind of, such as a bank's counterparty.</summary>
    public static string Masked(string name) => Masked(name, DonorName.Of(name).Kind);

    /// <summary>In the place of a name that not even a first character is shown of.</summary>
    public const string Hidden = "***";

    /// <summary>An entry's text as lists show it: the first line of a gift's is its donor's name.</summary>
    /// <param name="isAnonymous">Its donor asked that nobody learn who they are.</param>
    public static string MaskedText(string text, EntryKind kind, bool isAnonymous)
    {
        if (!kind.IsGift) return text;
        var lines = text.Split('\n', 2);
        lines[0] = isAnonymous ? Hidden : Masked(lines[0]);
        return string.Join('\n', lines);
    }
}
