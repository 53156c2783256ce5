using System.Numerics;
using System.Security.Cryptography;

namespace FundLedger.Seals;

/// <summary>The Merkle tree hash of RFC 6962, section 2.1, over SHA-256: how leaves and nodes are hashed, and which parts of a tree make up a proof.</summary>
public static class MerkleTree
{
    public const int HashLength = 32;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary>SHA-256(0x00 ‖ data).</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> data)
    {
        Span<byte> form = data.Length < 256 ? stackalloc byte[data.Length + 1] : new byte[data.Length + 1];
        form[0] = 0;
        data.CopyTo(form[1..]);
        return SHA256.HashData(form);
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> form = stackalloc byte[1 + 2 * HashLength];
        form[0] = 1;
        left.CopyTo(form[1..]);
        right.CopyTo(form[(1 + HashLength)..]);
        return SHA256.HashData(form);
    }

    /// <summary>The root over leaf hashes.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.IsEmpty) return EmptyRoot;
        if (leaves.Length == 1) return leaves[0];
        var left = (int)LeftOf(leaves.Length);
        return NodeHash(Root(leaves[..left]), Root(leaves[left..]));
    }

    /// <summary>The parts of a tree whose hashes prove that a leaf is in it, from the leaf up.</summary>
    /// <param name="leaf">From 0, below <paramref name="size"/>.</param>
    public static IReadOnlyList<LeafRange> InclusionPath(long leaf, long size)
    {
        Invariant.Holds(leaf >= 0 && leaf < size);
        var path = new List<LeafRange>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + LeftOf(end - start);
            path.Add(leaf < middle ? new LeafRange(middle, end) : new LeafRange(start, middle));
            (start, end) = leaf < middle ? (start, middle) : (middle, end);
        }

        path.Reverse();
        return path;
    }

    /// <summary>The parts of a tree whose hashes prove that a smaller tree is its beginning.</summary>
    /// <param name="old">1 to <paramref name="size"/>.</param>
    public static IReadOnlyList<LeafRange> ConsistencyPath(long old, long size)
    {
        Invariant.Holds(old >= 1 && old <= size);
        var path = new List<LeafRange>();
        var (start, end, wholeOfOld) = (0L, size, true);
        while (start + old < end)
        {
            var left = LeftOf(end - start);
            if (old <= left)
            {
                path.Add(new LeafRange(start + left, end));
                end = start + left;
            }
            else
            {
                path.Add(new LeafRange(start, start + left));
                (start, old, wholeOfOld) = (start + left, old - left, false);
            }
        }

        if (!wholeOfOld) path.Add(new LeafRange(start, end));
        path.Reverse();
        return path;
    }

    /// <summary>Whether a leaf is in the tree of this root, by RFC 9162, section 2.1.3.2.</summary>
    /// <param name="path">Hashes of <see cref="InclusionPath"/>.</param>
    public static bool Includes(byte[] leafHash, long leaf, long size, IReadOnlyList<byte[]> path, byte[] root)
    {
        if (leaf < 0 || leaf >= size) return false;
        var (at, last, hash) = (leaf, size - 1, leafHash);
        foreach (var other in path)
        {
            if (last == 0 || other.Length != HashLength) return false;
            if ((at & 1) == 1 || at == last)
            {
                hash = NodeHash(other, hash);
                for (; (at & 1) == 0 && at != 0; at >>= 1) last >>= 1;
            }
            else
            {
                hash = NodeHash(hash, other);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether the tree of one root is the beginning of the tree of another, by RFC 9162, section 2.1.4.2.</summary>
    /// <param name="path">Hashes of <see cref="ConsistencyPath"/>.</param>
    public static bool Continues(long old, byte[] oldRoot, long size, byte[] root, IReadOnlyList<byte[]> path)
    {
        if (old < 1 || old > size || path.Any(hash => hash.Length != HashLength)) return false;
        if (old == size) return path.Count == 0 && oldRoot.AsSpan().SequenceEqual(root);
        var (at, last, next) = (old - 1, size - 1, 0);
        for (; (at & 1) == 1; at >>= 1) last >>= 1;
        if (at != 0 && path.Count == 0) return false;
        var before = at == 0 ? oldRoot : path[next++]; // where the old tree is one whole part, its root is known
        var now = before;
        for (; next < path.Count; next++, at >>= 1, last >>= 1)
        {
            if (last == 0) return false;
            if ((at & 1) == 1 || at == last)
            {
                (before, now) = (NodeHash(path[next], before), NodeHash(path[next], now));
                for (; (at & 1) == 0 && at != 0; at >>= 1) last >>= 1;
            }
            else
            {
                now = NodeHash(now, path[next]);
            }
        }

        return last == 0 && before.AsSpan().SequenceEqual(oldRoot) && now.AsSpan().SequenceEqual(root);
    }

    /// <summary>How many leaves stand left: the largest power of two below a size of two or more.</summary>
    internal static long LeftOf(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}

/// <summary>Some leaves of a tree in a row.</summary>
/// <param name="Start">The first, from 0.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct LeafRange(long Start, long End)
{
    public long Count => End - Start;

    public bool IsWholePart => BitOperations.IsPow2(Count) && Start % Count == 0;
}

/// <summary>A tree that grows leaf by leaf; it keeps one hash for each part that is whole.</summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> parts = [];  // from the largest, one for each bit of the size

    public long Size { get; private set; }

    public void Add(byte[] leafHash)
    {
        var hash = leafHash;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            hash = MerkleTree.NodeHash(parts[^1], hash);
            parts.RemoveAt(parts.Count - 1);
        }

        parts.Add(hash);
        Size++;
    }

    public byte[] Root()
    {
        if (Size == 0) return MerkleTree.EmptyRoot;
        var hash = parts[^1];
        for (var i = parts.Count - 2; i >= 0; i--) hash = MerkleTree.NodeHash(parts[i], hash);
        return hash;
    }
}
