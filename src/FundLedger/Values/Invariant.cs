using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FundLedger.Values;

/// <summary>Facts that hold whenever the program is right. They stay on in release: a ledger stops rather than guesses.</summary>
public static class Invariant
{
    /// <exception cref="InvariantBrokenException">The fact does not hold; the message is the fact as written.</exception>
    public static void Holds([DoesNotReturnIf(false)] bool fact, [CallerArgumentExpression(nameof(fact))] string stated = "")
    {
        if (!fact) throw new InvariantBrokenException(stated);
    }
}

/// <summary>A fact the program relies on turned out false: a bug or a damaged book, never a user's mistake.</summary>
public sealed class InvariantBrokenException(string stated) : Exception($"This must hold and does not: {stated}");
