using FundLedger.Ledger;

namespace FundLedger.Cofunding;

/// <summary>Social money must be at least a share of public and social money together, proved before public money moves into the fund.</summary>
/// <param name="Share">Of public and social money together; more than nothing, less than the whole.</param>
/// <param name="LastDay">Included; null until it ends.</param>
/// <param name="Document">Number of the document that asks for it.</param>
public sealed record CofundingRequirement(long Id, Fund Fund, BasisPoints Share, DateOnly FirstDay, DateOnly? LastDay, string Document, byte[]? DocumentSha256)
{
    public bool IsInForceOn(DateOnly day) => FirstDay <= day && !(LastDay < day);

    /// <summary>The least social money beside this much public money.</summary>
    internal Money NeededFor(Money publicMoney)
    {
        var (quotient, remainder) = Int128.DivRem((Int128)Math.Max(0, publicMoney.MinorUnits) * Share.Value, BasisPoints.Whole.Value - Share.Value);
        return publicMoney with { MinorUnits = checked((long)(quotient + (remainder > 0 ? 1 : 0))) };
    }
}

/// <summary>Social money that was proved, and checked by another than the one who recorded it.</summary>
/// <param name="Evidence">SHA-256 of the file, in lower-case hexadecimal.</param>
/// <param name="Proposal">In which others checked it; null in books without people.</param>
public sealed record CofundingProof(long Id, Fund Fund, DateOnly On, Money Amount, string What, string Evidence, string Maker, long? Proposal);

/// <summary>Where a requirement stands.</summary>
/// <param name="PublicMoney">Moved into the fund since its first day, less what left again.</param>
/// <param name="Needed">Social money that must be proved beside it.</param>
/// <param name="Room">Public money that may still move in on what is proved.</param>
public sealed record CofundingState(CofundingRequirement Requirement, Money PublicMoney, Money Needed, Money Proved, Money Room);
