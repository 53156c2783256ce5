using FundLedger.People.Trail;

namespace FundLedger.Donors;

/// <param name="GiftCount">Gifts that now belong to nobody by name; their amounts stand.</param>
public sealed record DonorErased(long GiftCount);

/// <summary>Removes a person from the books: name, keys made from it, the texts of their gifts and what bank statements say of them. Amounts, dates and hashes stand.</summary>
public sealed class EraseDonor(Database database)
{
    private static readonly SqlFile FindId = new("donors/find_donor_id");
    private static readonly SqlFile CountGifts = new("donors/count_gifts");
    private static readonly SqlFile EraseTexts = new("donors/erase_texts");
    private static readonly SqlFile EraseBankTexts = new("donors/erase_bank_texts");
    private static readonly SqlFile EraseBankRules = new("donors/erase_bank_rules");
    private static readonly SqlFile Erase = new("donors/erase_donor");

    /// <param name="name">As it stands in the books.</param>
    public Task<Outcome<DonorErased>> RunAsync(Asked asked, string name, CancellationToken stop = default) => database.WriteAsync<DonorErased>(
        asked.For("erase-donor", OperationField.Personal("name", name)) with { Erases = true },
        async tx =>
        {
            var donorName = DonorName.Of(name);
            var key = tx.KeyOf("donor:" + donorName.Name);
            // Those who gave no name share one row: nobody of them can be told from the others.
            if (donorName.Kind == DonorKind.Unnamed || await tx.Prepared(FindId).ScalarAsync([key]) is not long donor)
                return Refusal.Of("donor-unknown", "name", "没有这个名字的捐赠人。请核对全名。", "There is no donor of this name. Check the full name.");
            var gifts = await tx.SingleAsync<long>(CountGifts, new { donor_id = donor });
            await tx.ExecuteAsync(EraseTexts, new { donor_id = donor });
            await tx.ExecuteAsync(EraseBankTexts, new { donor_id = donor });
            await tx.ExecuteAsync(EraseBankRules, new { donor_id = donor });
            await tx.ExecuteAsync(Erase, new { donor_id = donor });
            await AuditTrail.AddAsync(tx, AuditNote.Done("erase-donor", "donor", donor, $"{gifts}"));
            return new DonorErased(gifts);
        }, stop);
}
