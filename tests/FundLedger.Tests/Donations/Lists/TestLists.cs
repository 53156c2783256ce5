using System.Text;
using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

/// <summary>Opening and scanning lists made in a test.</summary>
internal static class TestLists
{
    public static readonly DateOnly On = new(2026, 1, 31);

    public static ListFile Opened(string path) => Opened(ListFile.Open(path));

    public static ListFile OfText(string text, string name = "list") => Opened(ListFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), name));

    public static ListFile OfBytes(byte[] bytes) => Opened(ListFile.Open(new MemoryStream(bytes), "list"));

    public static Refusal RefusalOf(byte[] bytes)
    {
        var opening = ListFile.Open(new MemoryStream(bytes), "list");
        Assert.That(opening, Is.InstanceOf<ListOpening.Refused>());
        return ((ListOpening.Refused)opening).Reason;
    }

    public static ListScan Scanned(ListFile file, Currency currency, ListProfile? profile = null, DateOnly? on = null)
    {
        var scanning = file.Scan(new ListSettings(currency, profile ?? ListProfile.Guess, on));
        Assert.That(scanning, Is.InstanceOf<ListScanning.Scanned>(), () => ((ListScanning.Refused)scanning).Reason.Message.En);
        return ((ListScanning.Scanned)scanning).Scan;
    }

    public static ListScanning.Refused Refused(ListFile file, Currency currency, ListProfile? profile = null, DateOnly? on = null)
    {
        var scanning = file.Scan(new ListSettings(currency, profile ?? ListProfile.Guess, on));
        Assert.That(scanning, Is.InstanceOf<ListScanning.Refused>());
        return (ListScanning.Refused)scanning;
    }

    /// <summary>The rows of a CSV list in yuan, dated <see cref="On"/> where the list does not say.</summary>
    public static List<ListRow> RowsOf(string csv, ListProfile? profile = null, string currency = "CNY")
    {
        using var file = OfText(csv);
        return [.. Scanned(file, Currency.Of(currency), profile, On).Rows()];
    }

    private static ListFile Opened(ListOpening opening)
    {
        Assert.That(opening, Is.InstanceOf<ListOpening.Opened>(), () => ((ListOpening.Refused)opening).Reason.Message.En);
        return ((ListOpening.Opened)opening).File;
    }
}
