namespace FundLedger.Donors;

public enum DonorKind
{
    Person,
    Organisation,

    /// <summary>Gave without a name.</summary>
    Unnamed,
}

/// <summary>Who gives.</summary>
/// <param name="Name">As given, trimmed; empty for one who gave no name.</param>
/// <param name="IsAnonymous">Anonymous to the public, because they asked.</param>
public sealed record DonorName(string Name, DonorKind Kind, bool IsAnonymous = false)
{
    public static readonly DonorName Unnamed = new("", DonorKind.Unnamed, IsAnonymous: true);

    /// <summary>A name as people write it: blanks at the ends do not count, and an organisation is known by its words.</summary>
    public static DonorName Of(string? name, bool isAnonymous = false)
    {
        var trimmed = (name ?? "").ToNfc().Trim();
        return trimmed.Length == 0 ? Unnamed : new DonorName(trimmed, DonorKinds.Of(trimmed), isAnonymous);
    }
}

/// <summary>Donors by name. A name is kept once; erasing it leaves the donor's gifts and the hashes of their entries whole.</summary>
internal static class DonorStore
{
    private static readonly SqlFile FindId = new("donors/find_donor_id");
    private static readonly SqlFile Insert = new("donors/insert_donor");
    private static readonly SqlFile MakeAnonymous = new("donors/make_anonymous");

    /// <summary>The donor of this name, made when new. Those who gave no name share one row.</summary>
    internal static async Task<long> FindOrInsertAsync(LedgerTransaction tx, DonorName donor)
    {
        var key = tx.KeyOf("donor:" + donor.Name);
        if (await tx.Prepared(FindId).ScalarAsync([key]) is long known)
        {
            // Once asked for, anonymity covers every gift of this donor.
            if (donor.IsAnonymous) await tx.ExecuteAsync(MakeAnonymous, new { donor_id = known });
            return known;
        }

        return (long)(await tx.Prepared(Insert).ScalarAsync([StoredKind(donor.Kind), donor.Name, key, donor.IsAnonymous ? 1L : 0L]))!;
    }

    private static string StoredKind(DonorKind kind) => kind switch
    {
        DonorKind.Person => "person",
        DonorKind.Organisation => "organisation",
        _ => "unnamed",
    };
}
