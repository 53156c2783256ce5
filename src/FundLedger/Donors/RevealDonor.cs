using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Donors;

/// <param name="Name">In clear.</param>
/// <param name="IsAnonymous">They asked that the public not learn it.</param>
public sealed record RevealedDonor(EntryId Gift, string Name, bool IsAnonymous);

/// <summary>What one name is wanted for: a closed set, since the trail keeps it for good and may hold no free text.</summary>
public enum RevealReason
{
    /// <summary>To thank them or answer what they asked.</summary>
    Contact,

    /// <summary>To make out or correct a receipt.</summary>
    Receipt,

    /// <summary>To give money back to the right one.</summary>
    Refund,

    /// <summary>To compare the books with their documents.</summary>
    Audit,

    /// <summary>An authority that may ask has asked.</summary>
    Authority,
}

/// <summary>The reasons in both languages.</summary>
public static class RevealReasons
{
    public static Bilingual Name(this RevealReason reason) => reason switch
    {
        RevealReason.Contact => new("致谢或答复捐赠人", "To thank or answer the donor"),
        RevealReason.Receipt => new("开具或更正票据", "To make out or correct a receipt"),
        RevealReason.Refund => new("办理退款", "To refund"),
        RevealReason.Audit => new("审计或核对凭据", "To audit, or compare with documents"),
        _ => new("有权机关依法查询", "An authority asked by law"),
    };
}

/// <summary>That a name was asked for. The name itself is not kept with the answer, which lives as long as the ledger.</summary>
public sealed record RevealNoted(EntryId Gift, long Event);

/// <summary>Shows the masked name of one gift's donor in clear. That it was shown is durable before it is.</summary>
public sealed class RevealDonor(Database database)
{
    private static readonly SqlFile Find = new("donors/find_gift_donor");

    /// <param name="asked">Its actor is a person who may reveal names in the gift's fund.</param>
    public async Task<Outcome<RevealedDonor>> RunAsync(Asked asked, EntryId gift, RevealReason reason, CancellationToken stop = default)
    {
        var noted = await database.WriteAsync<RevealNoted>(
            asked.For("reveal-donor", OperationField.Of("gift", gift.Value), OperationField.Of("reason", StoredWords.Word(reason))),
            async tx =>
            {
                var donor = await tx.FindAsync<GiftDonorRow>(Find, new { entry_id = gift.Value });
                var fund = donor is null ? null : (await Books.OfAsync(tx)).Fund(donor.FundId);
                var target = fund is null ? Target.WholeLedger : new Target((await Books.OfAsync(tx)).Entity(fund.EntityId).Code, fund.Code);
                if (await Grants.RefusalForAsync(tx, asked.Actor, Permission.RevealName, target) is { } notAllowed) return notAllowed;
                if (donor?.Name is null) return Authority.NotThere;
                return new RevealNoted(gift, await AuditTrail.AddAsync(tx, new AuditNote("reveal-donor", AuditOutcome.Revealed, "entry", gift.ToString(), StoredWords.Word(reason))));
            }, stop);
        if (!noted.IsDone(out _, out var refusal)) return refusal;
        var shown = await database.ReadAsync(reader => reader.FindAsync<GiftDonorRow>(Find, new { entry_id = gift.Value }), stop);
        return shown?.Name is { } name ? new RevealedDonor(gift, name, shown.IsAnonymous == 1) : Authority.NotThere;
    }
}

internal sealed record GiftDonorRow
{
    public long EntryId { get; init; }
    public long DonorId { get; init; }
    public long FundId { get; init; }
    public string? Name { get; init; }
    public long IsAnonymous { get; init; }
}
