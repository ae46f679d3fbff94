//! Sixteen numbers side by side, on whatever vector registers the processor has.
//!
//! Every set of instructions rounds alike and nothing here depends on how wide a register is, so that a model gives the
//! same bits on every processor.

/// Numbers in a [`Vector`](Lanes::Vector).
pub(crate) const LANES: usize = 16;

/// Sixteen numbers on a cache line of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(64))]
pub(crate) struct Line(pub [f32; LANES]);

/// A set of vector instructions. To have a value of such a type is proof that the processor has the instructions: only
/// [`Instructions`](crate::Instructions) makes one, after asking the processor. The methods must be inlined into a function
/// that is compiled for the instructions, else each becomes a call.
pub(crate) trait Lanes: Copy {
    /// Sixteen numbers.
    type Vector: Copy;
    /// Rows of a matrix that are multiplied at a time: three vectors of sums for each must fit into the registers.
    const ROWS: usize;

    fn splat(self, value: f32) -> Self::Vector;
    fn load(self, from: &[f32; LANES]) -> Self::Vector;
    fn store(self, vector: Self::Vector, to: &mut [f32; LANES]);
    fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    fn subtract(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    fn multiply(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// `a × b + sum`, rounded once.
    fn multiply_add(self, a: Self::Vector, b: Self::Vector, sum: Self::Vector) -> Self::Vector;
    /// The greater of each two.
    fn greater(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;

    /// Writes to `output` what `operation` makes of the numbers at the same place of each input.
    #[inline(always)]
    fn combine<const INPUTS: usize>(
        self,
        output: &mut [f32],
        inputs: [&[f32]; INPUTS],
        operation: impl Fn([Self::Vector; INPUTS]) -> Self::Vector,
    ) {
        let inputs = inputs.map(|input| &input[..output.len()]);
        let (lines, rest) = output.as_chunks_mut::<LANES>();
        let done = lines.len() * LANES;
        let whole = inputs.map(|input| input.as_chunks::<LANES>().0);
        for (i, line) in lines.iter_mut().enumerate() {
            self.store(operation(whole.map(|input| self.load(&input[i]))), line);
        }
        if !rest.is_empty() {
            let inputs = inputs.map(|input| {
                let mut line = [0.0; LANES];
                line[..rest.len()].copy_from_slice(&input[done..]);
                self.load(&line)
            });
            let mut line = [0.0; LANES];
            self.store(operation(inputs), &mut line);
            rest.copy_from_slice(&line[..rest.len()]);
        }
    }

    /// Replaces each number of `values` by what `operation` makes of it and the one at the same place of `others`.
    #[inline(always)]
    fn reduce(
        self,
        values: &mut [f32],
        others: &[f32],
        operation: impl Fn(Self, Self::Vector, Self::Vector) -> Self::Vector,
    ) {
        let others = &others[..values.len()];
        let (lines, rest) = values.as_chunks_mut::<LANES>();
        let (other_lines, other_rest) = others.as_chunks::<LANES>();
        for (line, other) in lines.iter_mut().zip(other_lines) {
            self.store(operation(self, self.load(line), self.load(other)), line);
        }
        if !rest.is_empty() {
            let (mut line, mut other) = ([0.0; LANES], [0.0; LANES]);
            line[..rest.len()].copy_from_slice(rest);
            other[..rest.len()].copy_from_slice(other_rest);
            self.store(operation(self, self.load(&line), self.load(&other)), &mut line);
            rest.copy_from_slice(&line[..rest.len()]);
        }
    }

    /// The sum of a vector's numbers, by halves: left and right half, quarters, and so on.
    #[inline(always)]
    fn sum(self, vector: Self::Vector) -> f32 {
        let mut sums = [0.0; LANES];
        self.store(vector, &mut sums);
        let mut half = LANES / 2;
        while half > 0 {
            for i in 0..half {
                sums[i] += sums[half + i];
            }
            half /= 2;
        }
        sums[0]
    }
}

/// Plain Rust, which the compiler makes vector instructions of where every processor of the kind has them.
#[derive(Clone, Copy)]
pub(crate) struct Portable;

impl Lanes for Portable {
    type Vector = [f32; LANES];
    const ROWS: usize = 2;

    #[inline(always)]
    fn splat(self, value: f32) -> [f32; LANES] {
        [value; LANES]
    }

    #[inline(always)]
    fn load(self, from: &[f32; LANES]) -> [f32; LANES] {
        *from
    }

    #[inline(always)]
    fn store(self, vector: [f32; LANES], to: &mut [f32; LANES]) {
        *to = vector;
    }

    #[inline(always)]
    fn add(self, a: [f32; LANES], b: [f32; LANES]) -> [f32; LANES] {
        std::array::from_fn(|i| a[i] + b[i])
    }

    #[inline(always)]
    fn subtract(self, a: [f32; LANES], b: [f32; LANES]) -> [f32; LANES] {
        std::array::from_fn(|i| a[i] - b[i])
    }

    #[inline(always)]
    fn multiply(self, a: [f32; LANES], b: [f32; LANES]) -> [f32; LANES] {
        std::array::from_fn(|i| a[i] * b[i])
    }

    #[inline(always)]
    fn multiply_add(self, a: [f32; LANES], b: [f32; LANES], sum: [f32; LANES]) -> [f32; LANES] {
        std::array::from_fn(|i| multiply_add(a[i], b[i], sum[i]))
    }

    #[inline(always)]
    fn greater(self, a: [f32; LANES], b: [f32; LANES]) -> [f32; LANES] {
        std::array::from_fn(|i| if a[i] > b[i] { a[i] } else { b[i] })
    }
}

/// `a × b + sum`, rounded once, of finite numbers.
#[inline(always)]
fn multiply_add(a: f32, b: f32, sum: f32) -> f32 {
    if cfg!(any(target_arch = "aarch64", target_feature = "fma")) {
        return a.mul_add(b, sum);
    }
    multiply_add_in_software(a, b, sum)
}

/// For processors without the instruction (x86 before 2013), where the standard library makes a slow call of it. The product
/// is exact in 64 bits. Their sum is rounded to odd there, so that rounding it again to 32 bits rounds as once (Boldo and
/// Melquiond 2008, "Emulation of FMA and correctly rounded sums").
#[inline(always)]
fn multiply_add_in_software(a: f32, b: f32, sum: f32) -> f32 {
    let (product, addend) = (f64::from(a) * f64::from(b), f64::from(sum));
    let total = product + addend;
    // What the rounding of the total has lost (Knuth's TwoSum).
    let back = total - product;
    let lost = (product - (total - back)) + (addend - back);
    let bits = total.to_bits();
    let even = bits & 1 == 0;
    let step = if (lost > 0.0) == (total > 0.0) { 1 } else { u64::MAX };
    let odd = bits.wrapping_add(if lost != 0.0 && even { step } else { 0 });
    f64::from_bits(odd) as f32
}

#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Avx2, Avx512};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::{LANES, Lanes};

    /// AVX-512: 32 registers of sixteen numbers.
    #[derive(Clone, Copy)]
    pub(crate) struct Avx512(());

    impl Avx512 {
        /// # Safety
        ///
        /// The processor must have AVX-512F.
        pub unsafe fn new() -> Self {
            Avx512(())
        }
    }

    // SAFETY, of every block below: a value of the type is proof of the instructions, and the references are to as many
    // numbers as are read and written. Intrinsics are the one way to reach these instructions for certain; the product
    // built on them takes most of the time of a parse.
    impl Lanes for Avx512 {
        type Vector = __m512;
        const ROWS: usize = 8;

        #[inline(always)]
        fn splat(self, value: f32) -> __m512 {
            unsafe { _mm512_set1_ps(value) }
        }

        #[inline(always)]
        fn load(self, from: &[f32; LANES]) -> __m512 {
            unsafe { _mm512_loadu_ps(from.as_ptr()) }
        }

        #[inline(always)]
        fn store(self, vector: __m512, to: &mut [f32; LANES]) {
            unsafe { _mm512_storeu_ps(to.as_mut_ptr(), vector) }
        }

        #[inline(always)]
        fn add(self, a: __m512, b: __m512) -> __m512 {
            unsafe { _mm512_add_ps(a, b) }
        }

        #[inline(always)]
        fn subtract(self, a: __m512, b: __m512) -> __m512 {
            unsafe { _mm512_sub_ps(a, b) }
        }

        #[inline(always)]
        fn multiply(self, a: __m512, b: __m512) -> __m512 {
            unsafe { _mm512_mul_ps(a, b) }
        }

        #[inline(always)]
        fn greater(self, a: __m512, b: __m512) -> __m512 {
            unsafe { _mm512_max_ps(a, b) }
        }

        #[inline(always)]
        fn multiply_add(self, a: __m512, b: __m512, sum: __m512) -> __m512 {
            unsafe { _mm512_fmadd_ps(a, b, sum) }
        }
    }

    /// AVX2 with FMA: 16 registers of eight numbers, used in pairs.
    #[derive(Clone, Copy)]
    pub(crate) struct Avx2(());

    impl Avx2 {
        /// # Safety
        ///
        /// The processor must have AVX2 and FMA.
        pub unsafe fn new() -> Self {
            Avx2(())
        }
    }

    impl Lanes for Avx2 {
        type Vector = [__m256; 2];
        const ROWS: usize = 2;

        #[inline(always)]
        fn splat(self, value: f32) -> [__m256; 2] {
            unsafe { [_mm256_set1_ps(value); 2] }
        }

        #[inline(always)]
        fn load(self, from: &[f32; LANES]) -> [__m256; 2] {
            unsafe { [_mm256_loadu_ps(from.as_ptr()), _mm256_loadu_ps(from.as_ptr().add(LANES / 2))] }
        }

        #[inline(always)]
        fn store(self, [first, second]: [__m256; 2], to: &mut [f32; LANES]) {
            unsafe {
                _mm256_storeu_ps(to.as_mut_ptr(), first);
                _mm256_storeu_ps(to.as_mut_ptr().add(LANES / 2), second);
            }
        }

        #[inline(always)]
        fn add(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
            unsafe { [_mm256_add_ps(a[0], b[0]), _mm256_add_ps(a[1], b[1])] }
        }

        #[inline(always)]
        fn subtract(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
            unsafe { [_mm256_sub_ps(a[0], b[0]), _mm256_sub_ps(a[1], b[1])] }
        }

        #[inline(always)]
        fn multiply(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
            unsafe { [_mm256_mul_ps(a[0], b[0]), _mm256_mul_ps(a[1], b[1])] }
        }

        #[inline(always)]
        fn greater(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
            unsafe { [_mm256_max_ps(a[0], b[0]), _mm256_max_ps(a[1], b[1])] }
        }

        #[inline(always)]
        fn multiply_add(self, a: [__m256; 2], b: [__m256; 2], sum: [__m256; 2]) -> [__m256; 2] {
            unsafe { [_mm256_fmadd_ps(a[0], b[0], sum[0]), _mm256_fmadd_ps(a[1], b[1], sum[1])] }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn software_rounds_once() {
        let mut state = 1u64;
        let mut number = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // Any mantissa and sign, exponents near to each other so that sums cancel and round.
            let exponent = 120 + (state >> 40) as u32 % 16;
            f32::from_bits(((state >> 32) as u32 & 0x807f_ffff) | exponent << 23)
        };
        for _ in 0..200_000 {
            let (a, b, sum) = (number(), number(), number());
            assert_eq!(multiply_add_in_software(a, b, sum).to_bits(), a.mul_add(b, sum).to_bits());
            // Nearly what the product is, so that almost everything cancels.
            let near = -(a * b);
            assert_eq!(multiply_add_in_software(a, b, near), a.mul_add(b, near));
        }
        assert_eq!(multiply_add_in_software(0.0, 3.0, 0.0), 0.0);
    }
}
