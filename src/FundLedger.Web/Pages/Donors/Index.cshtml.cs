using FundLedger.People.Roles;
using FundLedger.Web.SigningIn;
using System.Globalization;
using FundLedger.Donors;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Donors;

/// <summary>Every donor, or those whose name was asked for; names masked.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class DonorsModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int DonorsShown = 50;

    public override Part Where => Part.Donors;
    public override Bilingual Title => new("捐赠人", "Donors");

    public DonorPage Donors { get; private set; } = new([], null);

    public string Typed => ((string?)Request.Query["q"] ?? "").Trim();

    /// <summary>Only those of this kind are listed; null for all.</summary>
    public DonorKind? Only => Enum.TryParse<DonorKind>(Request.Query["kind"], out var kind) && Enum.IsDefined(kind) ? kind : null;

    public bool IsFiltered => Typed.Length > 0 || Only is not null;

    public bool IsFirstPage => !Request.Query.ContainsKey("before");

    public string PathWith(long? before)
    {
        var query = new List<KeyValuePair<string, string?>>();
        if (Typed.Length > 0) query.Add(new("q", Typed));
        if (Only is { } kind) query.Add(new("kind", kind.ToString()));
        if (before is { } cursor) query.Add(new("before", cursor.ToString(CultureInfo.InvariantCulture)));
        return "/donors" + QueryString.Create(query);
    }

    public Task OnGetAsync() => ReadAsync(async (reader, _) =>
    {
        var before = long.TryParse(Request.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        Donors = Typed.Length > 0 ? await DonorList.FindAsync(reader, Typed, DonorsShown, before, Only) : await DonorList.PageAsync(reader, DonorsShown, before, Only);
    });
}
