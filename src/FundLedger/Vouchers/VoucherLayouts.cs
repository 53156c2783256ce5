using System.Text;
using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Vouchers;

/// <param name="Version">0 for one that the program brings and nobody changed.</param>
/// <param name="Actor">Id of who wrote this version; empty for one that the program brings.</param>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC; 0 for one that the program brings.</param>
public sealed record KnownLayout(string Code, long Version, VoucherLayout Layout, string Actor, long RecordedAt)
{
    public bool IsShipped => Version == 0;
}

/// <summary>The layouts there are: those the program brings, and those written into the ledger, which go before.</summary>
public static class VoucherLayouts
{
    private const string Prefix = "voucher-layouts/";

    private static readonly SqlFile List = new("vouchers/list_layouts");

    /// <summary>By code.</summary>
    public static IReadOnlyList<KnownLayout> Shipped { get; } = [.. typeof(VoucherLayouts).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => new KnownLayout(Path.GetFileNameWithoutExtension(name), 0, Resource(name), "", 0))];

    public static async Task<IReadOnlyList<KnownLayout>> ListAsync(LedgerReader reader)
    {
        var kept = (await reader.QueryAsync<Row>(List)).Select(row => row.ToLayout()).ToList();
        return [.. kept.Concat(Shipped.Where(shipped => kept.TrueForAll(own => own.Code != shipped.Code))).OrderBy(layout => layout.Code, StringComparer.Ordinal)];
    }

    public static async Task<Outcome<KnownLayout>> FindAsync(LedgerReader reader, string code)
    {
        var known = await ListAsync(reader);
        return known.FirstOrDefault(layout => layout.Code == code) is { } found ? found
            : Refusal.Of("layout-unknown", "layout", $"没有导出格式“{code}”。现有：{string.Join(", ", known.Select(layout => layout.Code))}。", $"There is no layout '{code}'. There is: {string.Join(", ", known.Select(layout => layout.Code))}.");
    }

    private static VoucherLayout Resource(string name)
    {
        using var text = new StreamReader(typeof(VoucherLayouts).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return VoucherLayout.Read(text.ReadToEnd()).IsDone(out var layout, out var refusal) ? layout : throw new InvariantBrokenException($"{name}: {refusal.Message.En}");
    }

    private sealed record Row
    {
        public string Code { get; init; } = "";
        public long VersionNo { get; init; }
        public string Content { get; init; } = "";
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }

        internal KnownLayout ToLayout() =>
            new(Code, VersionNo, VoucherLayout.Read(Content).IsDone(out var layout, out var refusal) ? layout : throw new InvariantBrokenException($"layout {Code}: {refusal.Message.En}"), Actor, RecordedAt);
    }
}

/// <param name="Version">Of the layout, from 1.</param>
public sealed record VoucherLayoutSet(string Code, long Version);

/// <summary>Writes a layout into the ledger: a new one, or the next version of one there is. Earlier versions stay.</summary>
public sealed class SetVoucherLayout(Database database)
{
    private static readonly SqlFile Insert = new("vouchers/insert_layout");

    /// <param name="json">As <see cref="VoucherLayout.ToJson"/> writes it.</param>
    public Task<Outcome<VoucherLayoutSet>> RunAsync(Asked asked, string code, string json, CancellationToken stop = default) => database.WriteAsync<VoucherLayoutSet>(
        asked.For("set-voucher-layout", OperationField.Of("code", code), OperationField.Of("layout", json)),
        async tx =>
        {
            if (code.Length == 0 || !code.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
                return Refusal.Of("layout-code", "code", "代码由小写英文字母、数字和连字符组成，如 kingdee-2。", "A code is made of lower-case letters, digits and hyphens, like kingdee-2.");
            if (KeptText.LayoutCode.RefusalFor(code, "code") is { } tooLong) return tooLong;
            if (!VoucherLayout.Read(json).IsDone(out var layout, out var refusal)) return refusal;
            var version = ((await VoucherLayouts.ListAsync(tx)).FirstOrDefault(known => known.Code == code)?.Version ?? 0) + 1;
            await tx.ExecuteAsync(Insert, new { code, version_no = version, content = layout.ToJson(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
            await AuditTrail.AddAsync(tx, AuditNote.Done("set-voucher-layout", "voucher-layout", code, version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return new VoucherLayoutSet(code, version);
        }, stop);
}
